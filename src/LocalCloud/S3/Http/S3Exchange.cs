using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using LocalCloud.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LocalCloud.S3.Http;

/// <summary>One HTTP request to S3 as its operations see it, and the ways in which they answer.</summary>
internal sealed class S3Exchange
{
    public static readonly XNamespace Xmlns = "http://s3.amazonaws.com/doc/2006-03-01/";

    // Bodies that are documents (a policy, a list of parts or keys) are small; S3's own limit for DeleteObjects is 2 MB.
    private const int LargestDocument = 4 * 1024 * 1024;

    private readonly Dictionary<string, StringValues> _query;

    public S3Exchange(HttpContext http, S3Caller caller)
    {
        Http = http;
        Caller = caller;
        // The path is taken raw: a server's decoding would turn %2F into a separator and resolve dot segments of keys.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = (question < 0 ? target : target[..question]).TrimStart('/');
        _query = question < 0 ? [] : QueryHelpers.ParseQuery(target[question..]);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        Bucket = Uri.UnescapeDataString(slash < 0 ? path : path[..slash]);
        Key = slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]);
    }

    public HttpContext Http { get; }

    public S3Caller Caller { get; }

    public string Bucket { get; }

    public string Key { get; }

    public string Method => Http.Request.Method;

    public IEnumerable<string> QueryNames => _query.Keys;

    public bool HasQuery(string name) => _query.ContainsKey(name);

    public string? Query(string name) => _query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    public DateTimeOffset? HeaderDate(string name) =>
        DateTimeOffset.TryParse(Header(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    public int QueryNumber(string name, int otherwise, int most)
    {
        if (Query(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? Math.Min(number, most)
            : throw S3Errors.InvalidArgument(name, text, $"Argument {name} must be an integer between 0 and 2147483647");
    }

    public void SetHeader(string name, string? value)
    {
        if (value is not null)
        {
            Http.Response.Headers[name] = HeaderText.Encode(value);
        }
    }

    public async Task<byte[]> ReadDocumentAsync(CancellationToken cancellationToken)
    {
        await using var body = new RequestBody(this).Open();
        using var document = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            document.Write(buffer, 0, read);
            if (document.Length > LargestDocument)
            {
                throw S3Errors.MalformedXml();
            }
        }

        return document.ToArray();
    }

    public async Task<XElement> ReadXmlAsync(CancellationToken cancellationToken)
    {
        var document = await ReadDocumentAsync(cancellationToken);
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document), new() { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    public void WriteEmpty(int status)
    {
        Http.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            Http.Response.ContentLength = 0;
        }
    }

    public async Task WriteXmlAsync(int status, XElement root, CancellationToken cancellationToken)
    {
        // Keys may hold characters that XML has no way to write; S3 sends them as character references all the same.
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false };
        using var content = new MemoryStream();
        using (var writer = XmlWriter.Create(content, settings))
        {
            new XDocument(root).WriteTo(writer);
        }

        Http.Response.StatusCode = status;
        Http.Response.ContentType = "application/xml";
        Http.Response.ContentLength = content.Length;
        if (Method != HttpMethods.Head)
        {
            content.Position = 0;
            await content.CopyToAsync(Http.Response.Body, cancellationToken);
        }
    }

    public Task WriteErrorAsync(AwsException error, CancellationToken cancellationToken)
    {
        if (Http.Request.Headers.Expect.Count > 0)
        {
            // A client that waited for "100 Continue" and reads an error never sends its body: nothing after it on this
            // connection could be told from that body.
            Http.Response.Headers.Connection = "close";
        }

        foreach (var (name, value) in error.Details.Where(detail => IsHeader(detail.Key)))
        {
            SetHeader(name, value);
        }

        var details = error.Details.Where(detail => !IsHeader(detail.Key)).Select(detail => new XElement(detail.Key, detail.Value));
        return WriteXmlAsync(error.Status, new XElement("Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            details,
            new XElement("RequestId", Caller.RequestId)), cancellationToken);
    }

    private static bool IsHeader(string detail) => detail.StartsWith("x-amz-", StringComparison.Ordinal);
}
