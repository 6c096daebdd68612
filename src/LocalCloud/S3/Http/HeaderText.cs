using System.Text;

namespace LocalCloud.S3.Http;

/// <summary>Text in HTTP headers: beyond ASCII it is written as RFC 2047 encoded words, as S3 does for user metadata.</summary>
internal static class HeaderText
{
    public static string Encode(string value) => value.All(IsPlain)
        ? value
        : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";

    private static bool IsPlain(char character) => character is >= ' ' and < '\u007f' or '\t';
}
