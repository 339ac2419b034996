"""The format of all notebooks that we write."""

KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}
NBFORMAT, NBFORMAT_MINOR = 4, 5
