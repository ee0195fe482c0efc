"""A bicycle workshop: customers, repairs, stock and invoices."""
