using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Clients.Support;

/// <summary>An SDK in a process of its own that reads requests line by line and answers each with a line.</summary>
internal sealed class LineClient : IAwsClient
{
    private readonly Process? _process;
    private readonly string _folder;

    public LineClient(string name, string program, string script, string? missing, IReadOnlyDictionary<string, string> environment, string folder)
    {
        (Name, _folder) = (name, folder);
        Absence = missing;
        if (missing is not null)
        {
            return;
        }

        var start = Programs.Start(program, [script], environment);
        start.RedirectStandardInput = true;
        try
        {
            _process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Absence = $"There is no {program} on the PATH.";
        }
    }

    public string Name { get; }

    public string? Absence { get; private set; }

    public bool Has(AwsRequest request) => true;

    public async Task<Answer> DoAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        await _process!.StandardInput.WriteLineAsync(request.ToJson(_folder).ToJsonString().AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        return line is null
            ? throw new InvalidOperationException($"{Name} ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}")
            : Answer.Parse(JsonNode.Parse(line)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
