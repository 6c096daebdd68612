using System.Text.RegularExpressions;
using CsCheck;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Triggers;

public sealed partial class ExecutionNameTests
{
    [Fact]
    public void ForManual_AnyRequestId_IsAValidName() => Gen.Select(Gen.String[0, 200], Gen.Int[0, ExecutionName.MaximumFollowUps])
        .Sample((id, number) => Valid().IsMatch(ExecutionName.FollowUp(ExecutionName.ForManual(id), number)));

    [Fact]
    public void ForManual_TwoRequestIds_NeverShareAnyName() => Gen.Select(Gen.String[0, 100], Gen.String[0, 100])
        .Where((left, right) => left != right)
        .Sample((left, right) => !Names(left).Intersect(Names(right)).Any());

    [Theory]
    [InlineData("build-17", "manual-build-17")]
    [InlineData("a:b", "manual-a-b-6783a31eabf68ccc")]
    public void ForManual_RequestId_IsReadable(string id, string expected) => Assert.Equal(expected, ExecutionName.ForManual(id));

    [Fact]
    public void ForManual_IdThatLooksLikeAFollowUp_MeetsNoFollowUp() =>
        Assert.NotEqual(ExecutionName.FollowUp(ExecutionName.ForManual("a"), 1), ExecutionName.ForManual("a-r1"));

    [Fact]
    public void FollowUp_OfAnUpload_HasASuffix() => Assert.Equal("upload-20260101T000000Z-r1", ExecutionName.FollowUp("upload-20260101T000000Z", 1));

    [Fact]
    public void Of_ExecutionArnAndStart_IsTheRunId() => Assert.Matches(
        "^2601020304-[0-9a-f]{7}$",
        RunId.Of("arn:aws:states:us-east-1:111111111111:execution:m:e", new DateTimeOffset(2026, 1, 2, 4, 4, 59, TimeSpan.FromHours(1))));

    private static string[] Names(string id) => [.. Enumerable.Range(0, 10).Select(number => ExecutionName.FollowUp(ExecutionName.ForManual(id), number))];

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex Valid();
}
