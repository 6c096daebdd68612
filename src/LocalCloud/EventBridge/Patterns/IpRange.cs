using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>The addresses of a CIDR block; IPv4 and IPv6 never match each other.</summary>
internal sealed record IpRange(IPAddress First, int MaskBits)
{
    public bool Contains(IPAddress address)
    {
        if (address.AddressFamily != First.AddressFamily)
        {
            return false;
        }

        var (mine, other) = (Number(First), Number(address));
        var free = (First.GetAddressBytes().Length * 8) - MaskBits;
        return mine >> free == other >> free;
    }

    /// <summary>Reads a block as the event-pattern language writes it; throws with AWS's messages.</summary>
    public static IpRange Parse(string text)
    {
        if (text.Split('/') is not [var address, var mask])
        {
            throw new PatternException("Malformed CIDR, one '/' required");
        }

        if (!int.TryParse(mask, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
        {
            throw new PatternException("Malformed CIDR, mask bits must be an integer");
        }

        var parsed = ParseAddress(address) ?? throw new PatternException($"Nonstandard IP address: {address}");
        var most = parsed.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        return bits >= 0 && bits <= most ? new(parsed, bits)
            : throw new PatternException(most == 32 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
    }

    /// <summary>An address in its standard notation (four decimal parts, or with colons), or null.</summary>
    public static IPAddress? ParseAddress(string? text)
    {
        if (text is null || text.Length is < 2 or > 45 || text.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        var standard = text.Contains(':', StringComparison.Ordinal)
            || (text.Split('.') is { Length: 4 } parts && parts.All(part => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit)));
        if (!standard)
        {
            return null;
        }

        // IPAddress reads a leading zero as octal; the language has decimal parts only.
        var plain = text.Contains(':', StringComparison.Ordinal)
            ? text
            : string.Join('.', text.Split('.').Select(part => part.TrimStart('0') is { Length: > 0 } digits ? digits : "0"));
        return IPAddress.TryParse(plain, out var address) ? address : null;
    }

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}
