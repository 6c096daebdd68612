using System.Text;
using Mlops.Algorithm.Preparation;

namespace Mlops.Algorithm.Tests.Preparation;

/// <summary>Where a row falls must not depend on the table around it: what once was holdout stays so.</summary>
public sealed class RowContentTests
{
    [Theory]
    [InlineData("b,a", "2,1")]
    [InlineData("a,b,new", "1,2,")]
    [InlineData("a,first,b", "1,,2")]
    [InlineData("a,b", "\"1\",2")]
    public void Position_OfTheSameValues_IsTheSame(string columns, string line) => Assert.Equal(Position("a,b", "1,2"), Position(columns, line));

    [Theory]
    [InlineData("a,b", "2,1")]
    [InlineData("a,b", "12,")]
    [InlineData("a,c", "1,2")]
    [InlineData("a1,b", ",2")]
    public void Position_OfOtherValues_IsAnother(string columns, string line) => Assert.NotEqual(Position("a,b", "1,2"), Position(columns, line));

    [Fact]
    public void Position_OfManyRows_IsEven() =>
        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => Position("a", $"{i}") < 0.1), 900, 1100);

    private static double Position(string columns, string line) => new RowContent(columns.Split(',')).Position(new RawRow(default, Encoding.UTF8.GetBytes(line + "\n")));
}
