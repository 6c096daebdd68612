using System.Globalization;
using System.Xml.Linq;
using LocalCloud.S3.Checksums;

namespace LocalCloud.S3.Http;

/// <summary>The pieces that S3's XML documents share.</summary>
internal static class S3Xml
{
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static XElement Element(string name, params object?[] content) => new(S3Exchange.Xmlns + name, content);

    public static IEnumerable<XElement> ChecksumElements(Checksum? checksum) => checksum is null
        ? []
        : [Element(checksum.MemberName, checksum.Value), Element("ChecksumType", checksum.Type.ToString())];

    public static IEnumerable<XElement> ListedChecksum(Checksum? checksum) => checksum is null
        ? []
        : [Element("ChecksumAlgorithm", checksum.Algorithm.ToString()), Element("ChecksumType", checksum.Type.ToString())];

    /// <summary>The text of a child element, whatever namespace the client wrote it in.</summary>
    public static string? Text(XElement parent, string name) => Child(parent, name)?.Value;

    public static XElement? Child(XElement parent, string name) => Children(parent, name).FirstOrDefault();

    public static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    /// <summary>Keys as <c>encoding-type=url</c> asks for them: percent-encoded but for the slash.</summary>
    public static Func<string, string> KeyEncoding(S3Exchange exchange) => exchange.Query("encoding-type") switch
    {
        null => key => key,
        "url" => key => Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal),
        var other => throw S3Errors.InvalidArgument("encoding-type", other, "Invalid Encoding Method specified in Request"),
    };
}
