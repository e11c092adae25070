"""Write blocks as HTML and as text that say the same; the HTML is sanitised last."""
