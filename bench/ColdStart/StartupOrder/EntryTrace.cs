using System.Globalization;
using System.Runtime.InteropServices;

namespace Mlops.Bench.ColdStart.StartupOrder;

/// <summary>Runs a function with breakpoints at the start of every method, and says which were come to, in order.</summary>
internal sealed class EntryTrace(string executable, string tracer, ManagedMethods methods, string folder)
{
    public async Task<IReadOnlyList<ulong>> RunAsync(FakeCloud cloud, bool isSecure, IReadOnlyDictionary<string, string> environment)
    {
        var (input, output) = (Path.Combine(folder, "methods"), Path.Combine(folder, "entries"));
        await File.WriteAllLinesAsync(input, methods.Addresses.Select(address => address.ToString("x", CultureInfo.InvariantCulture)));
        var traced = new Dictionary<string, string>(environment) { ["LD_PRELOAD"] = tracer, ["ENTRIES_IN"] = input, ["ENTRIES_OUT"] = output };
        await new Contestant("the traced function", isSecure, [executable], traced).RunAsync(cloud, isCounted: false);

        var words = MemoryMarshal.Cast<byte, ulong>(await File.ReadAllBytesAsync(output));
        return [.. words.Slice(1, (int)words[0])];
    }
}
