using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Preparation;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Profiling;

/// <summary>Profiles raw files as the prepare job would read them, for <c>mlops init</c> and <c>mlops data profile</c>: no definition is needed, and nothing is judged.</summary>
internal sealed class ProfileCommand(MlPaths paths, TextWriter output)
{
    private readonly ProblemLog _problems = new();
    private readonly RowSamples _samples = new();
    private readonly Dictionary<string, ColumnTally> _tallies = new(StringComparer.Ordinal);
    private IReadOnlyList<(string Lower, string Upper)> _pairs = [];
    private long[] _compared = [];
    private long[] _broken = [];
    private long _rows;

    public void Run(CancellationToken cancellationToken)
    {
        var manifest = JobInputs.Json(paths.ProcessingInput("manifest", "manifest.json"), DomainJson.Wire.DatasetManifest);
        var files = new FrozenInputs(paths).Verify(manifest, cancellationToken);
        string[] columns = [.. files.SelectMany(TableHeader.Read).Distinct(StringComparer.Ordinal)];
        Array.ForEach(columns, name => _tallies.Add(name, new ColumnTally(name)));
        _pairs = ColumnPairs.Of(columns);
        (_compared, _broken) = (new long[_pairs.Count], new long[_pairs.Count]);
        foreach (var file in files)
        {
            Read(file, columns, cancellationToken);
        }

        ProfiledColumn[] profiled = [.. columns.Select(name => _tallies[name].Build())];
        var profile = new DataProfile
        {
            Rows = _rows,
            Files = files.Count,
            Uploaded = manifest.Files.Max(file => file.Uploaded),
            Columns = profiled,
            Pairs = [.. _pairs.Select((pair, index) => new ProfiledPair(pair.Lower, pair.Upper, _compared[index], _broken[index]))],
            Samples = _samples.Fitting([.. profiled.Select(column => column.Type)]),
            Problems = _problems.Kept,
            ProblemCount = _problems.Total,
        };
        OutputFiles.Write(paths.ProcessingOutput("profile.json"), JsonSerializer.SerializeToUtf8Bytes(profile, DomainJson.Wire.DataProfile));
        output.WriteLine($"profile: {_rows} rows of {columns.Length} columns in {files.Count} files");
    }

    private void Read(RawFile file, string[] columns, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(File.OpenRead(file.Path), file.Key, _problems);
        if (table is null)
        {
            return;
        }

        int[] positions = [.. columns.Select(name => table.Columns.ToList().IndexOf(name))];
        ColumnTally[] tallies = [.. columns.Select(name => _tallies[name])];
        (int Lower, int Upper)[] pairs = [.. _pairs.Select(pair => (Array.IndexOf(columns, pair.Lower), Array.IndexOf(columns, pair.Upper)))];
        var numbers = new double[columns.Length];
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _rows++;
            for (var i = 0; i < columns.Length; i++)
            {
                numbers[i] = positions[i] < 0 ? double.NaN : tallies[i].Add(table[positions[i]]);
            }

            Compare(pairs, numbers);
            _samples.Add(table, positions);
        }
    }

    private void Compare((int Lower, int Upper)[] pairs, double[] numbers)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            var (lower, upper) = (numbers[pairs[i].Lower], numbers[pairs[i].Upper]);
            _compared[i] += double.IsNaN(lower) || double.IsNaN(upper) ? 0 : 1;
            _broken[i] += lower > upper ? 1 : 0;
        }
    }
}
