"""The reader: a server over store and press that changes nothing but a reader's own marks."""
