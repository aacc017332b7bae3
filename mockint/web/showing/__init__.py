"""What each page is made of: commands asked, templates filled."""
