"""Where privlint keeps what it need not find out twice: the folder, and the one file in it that holds results."""
