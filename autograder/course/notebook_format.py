"""The notebook format that every notebook of ours has."""

KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}
NBFORMAT, NBFORMAT_MINOR = 4, 5
