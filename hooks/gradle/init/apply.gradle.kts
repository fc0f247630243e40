
// privlint: exports what was resolved, and checks; the file says how
apply(from = "gradle/privlint.gradle")
