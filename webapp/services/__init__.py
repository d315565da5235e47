"""Jobs: each gathers rows, lets the rules decide, writes rows, and returns. None commits, none knows of requests."""
