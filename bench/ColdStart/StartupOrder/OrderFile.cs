namespace Mlops.Bench.ColdStart.StartupOrder;

/// <summary>The methods of a cold start in the order in which they run, for the compiler to lay them out in.</summary>
internal static class OrderFile
{
    // What two threads do comes in either order, and some of it not always.
    private const int Rounds = 3;

    public static async Task WriteAsync(string path, string executable, string tracer, string folder, FakeCloud cloud, IReadOnlyDictionary<string, string> trust)
    {
        var methods = new ManagedMethods(executable);
        var trace = new EntryTrace(executable, tracer, methods, folder);
        var order = new OrderedDictionary<ulong, bool>();
        foreach (var isSecure in (bool[])[false, true])
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var address in await trace.RunAsync(cloud, isSecure, trust))
                {
                    order.TryAdd(address, isSecure);
                }
            }
        }

        await File.WriteAllTextAsync(path, string.Concat(order.Keys.SelectMany(methods.NamesOf).Select(name => name + "\n")));
        Console.WriteLine($"{order.Count} of {methods.Addresses.Count()} methods run in a cold start, {order.Values.Count(secure => secure)} of them only over HTTPS.");
    }
}
