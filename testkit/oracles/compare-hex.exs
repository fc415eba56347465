# Version, which is what Mix and Hex compare with
sign = %{lt: "<", eq: "=", gt: ">"}

IO.stream(:stdio, :line)
|> Enum.map(fn line ->
  [a, b] = line |> String.trim_trailing("\n") |> String.split("\t")

  with {:ok, a} <- Version.parse(a), {:ok, b} <- Version.parse(b) do
    sign[Version.compare(a, b)]
  else
    :error -> "invalid"
  end
end)
|> Enum.join("\n")
|> IO.puts()
