using System.Text.Json;
using Mlops.Algorithm.Native;

namespace Mlops.Algorithm.Learning;

/// <summary>Every parameter name LightGBM knows, aliases included, as the library itself lists them.</summary>
internal static unsafe class ParameterAliases
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Canonical = new(Read);

    /// <summary>The canonical name behind a name; null when LightGBM does not know it.</summary>
    public static string? Resolve(string name) => Canonical.Value.GetValueOrDefault(name);

    private static Dictionary<string, string> Read()
    {
        var buffer = new byte[1 << 18];
        long length;
        fixed (byte* text = buffer)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.DumpParamAliases(buffer.Length, out length, text));
        }

        // The length counts the terminating zero.
        using var document = JsonDocument.Parse(buffer.AsMemory(0, checked((int)length) - 1));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in document.RootElement.EnumerateObject())
        {
            names[parameter.Name] = parameter.Name;
            foreach (var alias in parameter.Value.EnumerateArray())
            {
                names[alias.GetString()!] = parameter.Name;
            }
        }

        return names;
    }
}
