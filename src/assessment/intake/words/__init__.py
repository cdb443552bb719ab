"""What words and values in cells mean, whatever table they stand in."""
