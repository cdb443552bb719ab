"""What lies in the folder: opened, unpacked, converted, returned copies known again."""
