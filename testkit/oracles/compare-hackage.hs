-- Distribution.Version, which is what Cabal compares with
import Distribution.Parsec (simpleParsec)
import Distribution.Version (Version)

main :: IO ()
main = interact (unlines . map answer . lines)

answer :: String -> String
answer line =
  case (version a, version (drop 1 b)) of
    (Just left, Just right) -> sign (compare left right)
    _ -> "invalid"
  where
    (a, b) = break (== '\t') line
    version = simpleParsec :: String -> Maybe Version

sign :: Ordering -> String
sign LT = "<"
sign EQ = "="
sign GT = ">"
