"""What tests are made of: phones, lines to the server, offices."""
