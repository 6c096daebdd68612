using Mlops.Algorithm.Contracts;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Contracts;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Profiling;

/// <summary>Tallies the values of one column: what they can be read as, and how they are distributed.</summary>
internal sealed class ColumnTally(string name)
{
    private readonly DistinctCounter _distinct = new();
    private readonly QuantileSketchBuilder _numbers = new();
    private readonly CategoryCountsBuilder _texts = new();
    private long _rows;
    private long _empty;
    private long _absent;
    private long _numberCount;
    private long _integers;
    private long _booleans;
    private long _dates;
    private long _dateTimes;
    private DateTime _earliest = DateTime.MaxValue;
    private DateTime _latest = DateTime.MinValue;

    public string Name => name;

    /// <summary>Answers the value as it compares: its number, or seconds of a time.</summary>
    public double Add(ReadOnlySpan<byte> value)
    {
        _rows++;
        if (value.Trim((byte)' ').IsEmpty)
        {
            _empty++;
            return double.NaN;
        }

        _texts.Add(value);
        if (CsvValue.IsMissingNumber(value))
        {
            _absent++;
            return double.NaN;
        }

        _distinct.Add(value);
        return Compared(value);
    }

    public ProfiledColumn Build() => new()
    {
        Name = name,
        Rows = _rows,
        Empty = _empty,
        Absent = _absent,
        Distinct = _distinct.Count,
        DistinctIsExact = _distinct.IsExact,
        Types = new TypeCounts(_numberCount, _integers, _booleans, _dates, _dateTimes),
        Numbers = _numberCount > 0 ? _numbers.Build() : null,
        Categories = _texts.Build(),
        Earliest = _dates + _dateTimes > 0 ? new DateTimeOffset(_earliest, TimeSpan.Zero) : null,
        Latest = _dates + _dateTimes > 0 ? new DateTimeOffset(_latest, TimeSpan.Zero) : null,
    };

    private double Compared(ReadOnlySpan<byte> value)
    {
        _booleans += CellReader.IsBoolean(value.Trim((byte)' ')) ? 1 : 0;
        if (CsvValue.TryParseNumber(value, out var number))
        {
            _numberCount++;
            _integers += Math.Floor(number) == number ? 1 : 0;
            _numbers.Add(number);
            return number;
        }

        if (!EventTime.TryParse(value, out var time))
        {
            return double.NaN;
        }

        _dates += time.IsDate ? 1 : 0;
        _dateTimes += time.IsDate ? 0 : 1;
        (_earliest, _latest) = (time.Utc < _earliest ? time.Utc : _earliest, time.Utc > _latest ? time.Utc : _latest);
        return (time.Utc - DateTime.UnixEpoch).TotalSeconds;
    }
}
