"""What people read: charts, workbook, documents and board, each made from named tables."""
