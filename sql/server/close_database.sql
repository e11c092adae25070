-- Nobody else comes in without being named.
revoke all on database {database} from public
