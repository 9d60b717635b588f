from payung.cli import main

main()
