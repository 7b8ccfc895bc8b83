"""The screens, one a file; `app` leads from one to the next."""
