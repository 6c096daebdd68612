using System.Text;
using CsCheck;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Tests.Csv;

public sealed class CsvPropertyTests
{
    [Fact]
    public void Line_AnyFields_ReadBackAsTheyWere()
    {
        var field = Gen.Char[" ,\"\r\nab1.é"].Array[0, 8].Select(chars => new string(chars));
        field.Array[2, 5].Sample(fields =>
        {
            var csv = CsvLine.Of(fields.Select((_, i) => $"c{i}")).Concat(CsvLine.Of(fields)).ToArray();
            var problems = new ProblemLog();
            using var table = CsvTable.Open(new MemoryStream(csv), "t.csv", problems)!;
            Assert.True(table.Read());
            Assert.Equal(fields, table.Columns.Select((_, i) => Encoding.UTF8.GetString(table[i])));
            Assert.Equal(0, problems.Total);
        });
    }

    [Fact]
    public void Table_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        var problems = new ProblemLog();
        using var table = CsvTable.Open(new MemoryStream(bytes), "t.csv", problems);
        while (table is not null && table.Read())
        {
        }
    });

    [Theory]
    [InlineData("2001-01-22", "2001-01-22")]
    [InlineData("2001-01-22T10:30:00Z", "2001-01-22T10:30:00Z")]
    [InlineData("2001-01-22 10:30", "2001-01-22T10:30:00Z")]
    [InlineData("2001-01-22T10:30:00.5+02:00", "2001-01-22T08:30:00.5Z")]
    public void EventTime_Iso8601_IsReadAsUtc(string text, string expected)
    {
        Assert.True(EventTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("22.01.2001")]
    [InlineData("2001-02-30")]
    [InlineData("")]
    [InlineData("2001-01-22x")]
    public void EventTime_OtherText_IsRefused(string text) => Assert.False(EventTime.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
