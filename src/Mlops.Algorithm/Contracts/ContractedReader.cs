using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Preparation;
using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Contracts;

/// <summary>Reads all raw files into one table as the contract says: bad rows and bad files go to quarantine, and what is beyond its limits rejects the run.</summary>
internal sealed class ContractedReader(PipelineDefinition definition, Findings findings, QuarantineWriter quarantine)
{
    private readonly ProblemDefinition _problem = definition.Problem;
    private readonly DataContract _contract = definition.Data.Contract!;
    private readonly List<RawRow> _rows = [];
    private RowChecks _checks = null!;
    private ColumnProfile[] _profiles = [];
    private ClassProfile? _labels;
    private long[] _missing = [];
    private long _read;
    private long _dropped;
    private NewestEvent? _newest;

    /// <summary>How much was dropped of how much; to be asked after reading.</summary>
    public DroppedData Dropped { get; private set; }

    public RawTable Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        var layout = new TableLayout(definition, files);
        _checks = new RowChecks(_contract, _problem, layout.Columns);
        _profiles = [.. layout.Columns.Select(name => new ColumnProfile(name))];
        _labels = _problem.Type == ProblemType.Binary ? new ClassProfile(_problem.Label, _problem.PositiveClass) : null;
        _missing = new long[layout.Columns.Count];
        foreach (var file in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            ReadFile(file, layout, cancellationToken);
        }

        foreach (var profile in _profiles)
        {
            profile.Report(findings.Rejected);
        }

        _rows.Sort(RawRow.Compare);
        Dropped = new DroppedData(_dropped, _read, quarantine.Files.Count, files.Count);
        var classes = _labels?.Report(findings.Rejected);
        new WholeRules(_contract, findings).Check(new WholeData(_rows, layout.Columns, _missing, _newest, Dropped), _problem);
        return new RawTable { Columns = layout.Columns, Kinds = [.. _profiles.Select(profile => profile.KindIn(_problem))], Classes = classes, Rows = _rows };
    }

    private void ReadFile(RawFile file, TableLayout layout, CancellationToken cancellationToken)
    {
        var malformed = _contract.Malformed.ToAction();
        var intake = new FileIntake(new IntakeContext(_problem, _checks, new RowReasons(findings), quarantine, malformed), file.Key);
        Array.Clear(_checks.Missing);
        using var table = CsvTable.Open(File.OpenRead(file.Path), file.Key, findings.Of(malformed), intake.PassOver);
        string? reason = "its header cannot be used";
        if (table is not null && layout.Positions(table, findings, out reason) is { } positions)
        {
            intake.ReadRows(table, positions, cancellationToken);
            reason = Objection(intake);
        }
        else if (table is not null)
        {
            intake.CountRows(table, cancellationToken);
        }

        _read += intake.Read;
        Settle(file, intake, reason);
    }

    /// <summary>Why the file cannot stay, seen at its end; null when it can.</summary>
    private string? Objection(FileIntake intake)
    {
        var rows = _contract.Rows;
        return intake switch
        {
            { HidesRows: true } => "a quote that is not closed hides where its rows begin and end",
            _ when _contract.Limits.IsBadFile(intake.Read, intake.Bad) => $"{intake.Bad} of its {intake.Read} rows are bad",
            _ when intake.Read < rows.MinimumPerFile => $"it has {intake.Read} rows, and the contract demands {rows.MinimumPerFile} or more",
            _ when intake.Read > rows.MaximumPerFile => $"it has {intake.Read} rows, and the contract allows {rows.MaximumPerFile}",
            _ => null,
        };
    }

    private void Settle(RawFile file, FileIntake intake, string? reason)
    {
        if (reason is not null)
        {
            _dropped += intake.Read;
            quarantine.Add(file, intake.Read, reason);
            Array.ForEach([.. _checks.Keys], keys => keys.ForgetFile());
            return;
        }

        _dropped += intake.Bad;
        _rows.AddRange(intake.Rows);
        _newest = NewestEvent.Later(_newest, NewestEvent.Of(intake.Rows, file.Frozen.Uploaded));
        _labels?.Absorb(intake.Labels!);
        Array.ForEach([.. _checks.Keys], keys => keys.KeepFile());
        for (var i = 0; i < _profiles.Length; i++)
        {
            _profiles[i].Absorb(intake.Profiles[i]);
            _missing[i] += _checks.Missing[i];
        }
    }
}
