using LocalCloud.Api;

namespace LocalCloud.Tests.Processes;

/// <summary>Remembers every line with who wrote it where.</summary>
internal sealed class FakeLogs : ILogPublisher
{
    private readonly List<(Principal Principal, LogDestination Destination, string Message)> _all = [];

    public IReadOnlyList<(Principal Principal, LogDestination Destination, string Message)> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public IEnumerable<string> Lines(string group) => All.Where(line => line.Destination.Group == group).Select(line => line.Message);

    public void Write(Principal principal, LogDestination destination, string message)
    {
        lock (_all)
        {
            _all.Add((principal, destination, message));
        }
    }
}
