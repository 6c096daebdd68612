using System.Text.Json;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Contracts;

/// <summary><c>report.json</c> of a quarantine as written: indented, for people read it too.</summary>
internal static class QuarantineFile
{
    public static byte[] Content(QuarantineReport report)
    {
        using var document = JsonSerializer.SerializeToDocument(report, DomainJson.Wire.QuarantineReport);
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, Encoder = DomainJson.Wire.Options.Encoder }))
        {
            document.WriteTo(writer);
        }

        return content.ToArray();
    }
}
