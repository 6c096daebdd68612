using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Sqs;

/// <summary>The MD5s by which SQS's clients check that messages arrived whole.</summary>
internal static class MessageDigest
{
#pragma warning disable CA5351 // SQS's protocol has MD5 for integrity, not for security
    public static string OfBody(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>Over the attributes in name order: length-prefixed name and type, a type byte, length-prefixed value.</summary>
    public static string OfAttributes(JsonObject attributes)
    {
        using var content = new MemoryStream();
        foreach (var (name, node) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            var type = node!["DataType"]!.ToString();
            var isBinary = type.StartsWith("Binary", StringComparison.Ordinal);
            Append(content, Encoding.UTF8.GetBytes(name));
            Append(content, Encoding.UTF8.GetBytes(type));
            content.WriteByte(isBinary ? (byte)2 : (byte)1);
            Append(content, isBinary
                ? Convert.FromBase64String(node["BinaryValue"]?.ToString() ?? "")
                : Encoding.UTF8.GetBytes(node["StringValue"]?.ToString() ?? ""));
        }

        return Convert.ToHexStringLower(MD5.HashData(content.ToArray()));
    }
#pragma warning restore CA5351

    private static void Append(MemoryStream content, byte[] value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        content.Write(length);
        content.Write(value);
    }
}
