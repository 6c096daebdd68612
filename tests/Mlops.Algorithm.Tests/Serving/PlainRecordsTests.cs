using System.Text;
using CsCheck;
using Mlops.Algorithm.Serving;

namespace Mlops.Algorithm.Tests.Serving;

/// <summary>The reader of unquoted bodies reads them as the one of any CSV does.</summary>
public sealed class PlainRecordsTests
{
    [Fact]
    public void Read_AnyPlainBody_GivesTheFieldsOfTheOtherReader()
    {
        var text = Gen.OneOf("a", "1.5", "-12", "", " ", ",", ",", "\n", "\n", "\r\n", "\n\n", "ä", "a longer text than one vector holds").Array[0, 60];
        text.Sample(parts =>
        {
            var body = Encoding.UTF8.GetBytes(string.Concat(parts));
            if (PlainRecords.CanRead(body))
            {
                using var quoted = new QuotedRecords(body, NoRows);
                Assert.Equal(Fields(quoted), Fields(new PlainRecords(body)));
            }
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("1,2\n3,4", true)]
    [InlineData("1,2\r\n3,4\r\n", true)]
    [InlineData("1,\"2\"", false)]
    [InlineData("1,2\r3,4", false)]
    [InlineData("1,2\r", false)]
    [InlineData("\uFEFF1,2", false)]
    [InlineData("", false)]
    public void CanRead_OnlyWhatNeedsNoMore(string body, bool expected) => Assert.Equal(expected, PlainRecords.CanRead(Encoding.UTF8.GetBytes(body)));

    private static RequestRows NoRows => null!;

    private static List<string[]> Fields<T>(T records) where T : IRecords, allows ref struct
    {
        var all = new List<string[]>();
        while (records.Read())
        {
            var fields = new string[records.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = Encoding.UTF8.GetString(records[i]);
            }

            all.Add(fields);
        }

        return all;
    }
}
