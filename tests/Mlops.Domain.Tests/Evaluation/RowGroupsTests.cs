using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Evaluation;

public sealed class RowGroupsTests
{
    [Fact]
    public void Of_Texts_AreGroupsOfTheirOwnAndRareOnesAreOne()
    {
        var groups = RowGroups.Of(Texts("a", "b", "a", "", "a", "c", "d", "b"), null, 2);

        Assert.Equal([("a", 3), ("b", 2), (RowGroups.Others, 3)], groups.Select(group => (group.Value, group.Rows.Count)));
        Assert.Equal([3, 5, 6], groups[2].Rows);
    }

    [Fact]
    public void Of_OneRareValue_KeepsItsName() => Assert.Equal(["a", RowGroups.Missing], RowGroups.Of(Texts("a", "a", ""), null, 2).Select(group => group.Value));

    [Fact]
    public void Of_FewNumbers_AreGroupsOfTheirOwnHoweverTheyAreWritten() =>
        Assert.Equal([("1", 3), ("2", 2)], RowGroups.Of(new("n", ["1", "1.0", "2", "1", "2"], [1, 1, 2, 1, 2]), null, 1).Select(group => (group.Value, group.Rows.Count)));

    [Fact]
    public void Of_NumbersWithEdges_BeginAtThem() => Assert.Equal(
        [("under 10", 2), ("10 to under 20", 2), ("20 and over", 1), (RowGroups.Missing, 1)],
        RowGroups.Of(Numbers(5, 10, 19.5, 20, double.NaN, -3), new SliceDefinition { Edges = [10, 20] }, 1).Select(group => (group.Value, group.Rows.Count)));

    [Fact]
    public void Of_ManyNumbers_AreQuartersOfTheRows() =>
        Assert.Equal([25, 25, 25, 25], RowGroups.Of(Numbers([.. Enumerable.Range(0, 100).Select(i => i * 1.5)]), new SliceDefinition(), 1).Select(group => group.Rows.Count));

    [Fact]
    public void Of_AnyRows_PutsEachInOneGroup() => Assert.Equal(
        Enumerable.Range(0, 60), RowGroups.Of(Numbers([.. Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? double.NaN : i % 13)]), new SliceDefinition { Quantiles = 5 }, 5).SelectMany(group => group.Rows).Order());

    private static ColumnValues Texts(params string[] texts) => new("c", texts, null);

    private static ColumnValues Numbers(params double[] numbers) => new("n", [.. numbers.Select(number => $"{number}")], numbers);
}
