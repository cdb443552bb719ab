"""The front door: choose a workspace, add files, check them, make the results, in the browser."""
