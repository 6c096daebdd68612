namespace Mlops.Algorithm.Serving;

/// <summary>Reads a request's rows in the format that its media type names.</summary>
internal static class RequestBody
{
    public static void Read(string mediaType, ReadOnlyMemory<byte> body, RequestRows rows)
    {
        switch (mediaType)
        {
            case MediaTypes.Csv:
                CsvRequest.Read(body, rows);
                break;
            case MediaTypes.JsonLines:
                JsonRequest.ReadLines(body, rows);
                break;
            default:
                JsonRequest.Read(body, rows);
                break;
        }
    }
}
