# compareVersion, by which R says whether a package is newer
lines <- readLines(file("stdin"))
a <- sub("\t.*", "", lines)
b <- sub("^[^\t]*\t", "", lines)
invalid <- is.na(package_version(a, strict = FALSE)) | is.na(package_version(b, strict = FALSE))
signs <- c("<", "=", ">")
answer <- rep("invalid", length(lines))
answer[!invalid] <- signs[mapply(compareVersion, a[!invalid], b[!invalid]) + 2]
cat(answer, sep = "\n")
