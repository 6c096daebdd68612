using Mlops.Domain.Training;

namespace Mlops.Domain.Tests.Training;

public sealed class BinaryClassesTests
{
    [Theory]
    [InlineData(new[] { "0", "1" }, null, "1", "0")]
    [InlineData(new[] { "true", "false" }, null, "true", "false")]
    [InlineData(new[] { "0", "1" }, "0.0", "0", "1")]
    [InlineData(new[] { "no", "yes" }, "yes", "yes", "no")]
    [InlineData(new[] { "-1", "1" }, "1", "1", "-1")]
    public void Of_TwoValues_KnowsThePositiveOne(string[] values, string? stated, string positive, string negative) =>
        Assert.Equal((new BinaryClasses(positive, negative), (string?)null), BinaryClasses.Of(values, stated));

    [Theory]
    [InlineData(new[] { "no", "yes" }, null, "the labels are 'no' and 'yes', and nothing says which is the positive one; name it in problem.positiveClass")]
    [InlineData(new[] { "-1", "1" }, null, "the labels are '-1' and '1', and nothing says which is the positive one; name it in problem.positiveClass")]
    [InlineData(new[] { "no", "yes" }, "Yes", "problem.positiveClass is 'Yes', and the labels are 'no' and 'yes'")]
    [InlineData(new[] { "no" }, "yes", "every label is 'no'; there must be rows of two classes")]
    [InlineData(new[] { "a", "b", "c" }, "a", "the labels have 3 values ('a', 'b', 'c'); a binary label has two")]
    public void Of_ValuesThatAreNoTwoKnownClasses_NamesThem(string[] values, string? stated, string problem) =>
        Assert.Equal(((BinaryClasses?)null, problem), BinaryClasses.Of(values, stated));

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("1.0", 1.0)]
    [InlineData("0", 0.0)]
    [InlineData("-0", 0.0)]
    [InlineData("2", null)]
    [InlineData("yes", null)]
    public void Code_NumbersHoweverWritten_AreTheSame(string label, double? code) => Assert.Equal(code, new BinaryClasses("1", "0").Code(label));

    [Fact]
    public void Code_Truths_AreTheSameInAnyCase() => Assert.Equal((1.0, 0.0), (new BinaryClasses("true", "false").Code("TRUE"), new BinaryClasses("true", "false").Code("False")));

    [Theory]
    [InlineData(0.3, "yes")]
    [InlineData(0.29, "no")]
    public void Label_AtTheThreshold_IsPositive(double probability, string label) => Assert.Equal(label, new BinaryClasses("yes", "no").Label(probability, 0.3));
}
