using System.Globalization;
using Mlops.Bench.Common;

namespace Mlops.Bench.ColdStart.StartupOrder;

/// <summary>The methods that .NET's compiler put into an executable, by address, as its symbols name them.</summary>
internal sealed class ManagedMethods
{
    private const string Section = "___managedcode";

    private readonly SortedDictionary<ulong, List<string>> _names = [];

    public ManagedMethods(string executable)
    {
        var symbols = Machine.Ask("nm", "--defined-only", executable).Split('\n').Select(line => line.Split(' ', 3)).Where(parts => parts is [_, "t" or "T", _]).ToList();
        var (start, end) = (Bound("__start"), Bound("__stop"));
        foreach (var symbol in symbols.Where(symbol => !symbol[2].EndsWith(Section, StringComparison.Ordinal)))
        {
            if (Address(symbol) is var address && address >= start && address < end)
            {
                _names.TryAdd(address, []);
                _names[address].Add(symbol[2]);
            }
        }

        ulong Bound(string which) => Address(symbols.SingleOrDefault(symbol => symbol[2] == which + Section)
            ?? throw new InvalidOperationException($"{executable} has no symbols; publish it with -p:StripSymbols=false."));
    }

    public IEnumerable<ulong> Addresses => _names.Keys;

    public IReadOnlyList<string> NamesOf(ulong address) => _names[address];

    private static ulong Address(string[] symbol) => ulong.Parse(symbol[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
