using System.Globalization;
using System.Text;

namespace LocalCloud.Protocol;

/// <summary>Signature Version 4's own percent-encoding: everything but <c>A-Z a-z 0-9 - . _ ~</c>, upper-case hexadecimal.</summary>
internal static class UriEncoding
{
    public static string Encode(string text, bool keepSlash = false)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' || (keepSlash && octet == (byte)'/'))
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }

    /// <summary>Percent-decoding that leaves broken escapes as they are; a plus is a space in a query and only there.</summary>
    public static string Decode(string text, bool plusIsSpace) =>
        Uri.UnescapeDataString(plusIsSpace ? text.Replace('+', ' ') : text);
}
