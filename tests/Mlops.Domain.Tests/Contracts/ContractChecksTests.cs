using System.Text;
using Mlops.Domain.Contracts;

namespace Mlops.Domain.Tests.Contracts;

public sealed class ContractChecksTests
{
    private static readonly DataContract Contract = new()
    {
        Columns = new Dictionary<string, ColumnContract>
        {
            ["x"] = new() { Type = ColumnType.Number, Minimum = 0, Maximum = 10, Required = true, Action = RuleAction.Reject },
            ["c"] = new() { Type = ColumnType.Category, Categories = ["ä", "b"] },
        },
        Changes = new ChangeContract { NewCategory = NewCategoryPolicy.Warn, ChangedType = ChangedTypePolicy.Drop },
    };

    [Theory]
    [InlineData(5.0, null, null)]
    [InlineData(0.0, null, null)]
    [InlineData(10.5, "range", RuleAction.Reject)]
    [InlineData(-1.0, "range", RuleAction.Reject)]
    [InlineData(double.NaN, "required", RuleAction.Reject)]
    public void Judge_Number_BreaksTheFirstRuleThatFits(double number, string? rule, RuleAction? action)
    {
        var broken = new ColumnCheck(Contract, "x", isLabel: false).Judge(new CellValue { Utf8 = "?"u8, IsMissing = double.IsNaN(number), IsOfType = true, Number = number });

        Assert.Equal((rule, action), (broken?.Rule, broken?.Action));
    }

    [Fact]
    public void Judge_AnotherType_DoesWhatThePolicyForChangedTypesSays()
    {
        var broken = new ColumnCheck(Contract, "x", isLabel: false).Judge(new CellValue { Utf8 = "?"u8, IsMissing = false, IsOfType = false, Number = double.NaN });

        Assert.Equal(new BrokenRule("type", RuleAction.Drop), broken);
    }

    [Theory]
    [InlineData("ä", false, null)]
    [InlineData("z", false, RuleAction.Warn)]
    [InlineData("z", true, RuleAction.Drop)]
    public void Judge_Category_IsKnownByItsBytesAndOfALabelMalformed(string value, bool isLabel, RuleAction? action)
    {
        var broken = new ColumnCheck(Contract, "c", isLabel).Judge(new CellValue { Utf8 = Encoding.UTF8.GetBytes(value), IsMissing = false, IsOfType = true, Number = double.NaN });

        Assert.Equal(action, broken?.Action);
    }

    [Theory]
    [InlineData(ComparisonOperator.Below, 1, 2, true)]
    [InlineData(ComparisonOperator.Below, 2, 2, false)]
    [InlineData(ComparisonOperator.AtMost, 2, 2, true)]
    [InlineData(ComparisonOperator.Equal, 2, 2, true)]
    [InlineData(ComparisonOperator.Equal, 2, 3, false)]
    [InlineData(ComparisonOperator.AtLeast, 2, 3, false)]
    [InlineData(ComparisonOperator.Above, 3, 2, true)]
    [InlineData(ComparisonOperator.Above, double.NaN, 2, true)]
    public void Holds_TwoNumbers_IsWhatTheWordSays(ComparisonOperator comparison, double left, double right, bool holds) =>
        Assert.Equal(holds, comparison.Holds(left, right));

    [Theory]
    [InlineData(10, 1000, 0, 0)]
    [InlineData(11, 1000, 0, 1)]
    [InlineData(0, 1000, 1, 1)]
    [InlineData(500, 1000, 2, 2)]
    public void Exceeded_DroppedData_NamesEachLimitThatIsPassed(long rows, long all, int files, int sentences) =>
        Assert.Equal(sentences, new LimitContract().Exceeded(new DroppedData(rows, all, files, 10)).Count());

    [Theory]
    [InlineData(31, 6, false)]
    [InlineData(31, 7, true)]
    [InlineData(0, 0, false)]
    public void IsBadFile_MoreThanAFifth_Is(long rows, long bad, bool isBad) => Assert.Equal(isBad, new LimitContract().IsBadFile(rows, bad));
}
