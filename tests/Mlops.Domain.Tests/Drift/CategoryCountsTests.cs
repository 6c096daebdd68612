using System.Text;
using CsCheck;
using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class CategoryCountsTests
{
    private static readonly Gen<string[]> Texts = Gen.Int[0, 1500].Select(i => i % 7 == 0 ? "a" : $"category {i} ä").Array[0, 2000];

    private static readonly Gen<string[]> Few = Gen.Int[0, 600].Select(i => $"category {i}").Array[0, 1000];

    [Fact]
    public void Build_AnyTexts_CountsEach() => Texts.Sample(texts =>
    {
        var counts = Counts(texts);
        var expected = texts.CountBy(text => text).ToDictionary();
        return counts.Counts.All(entry => expected[entry.Key] == entry.Value)
            && counts.Counts.Count == Math.Min(expected.Count, CategoryCounts.Capacity)
            && counts.Counts.Values.Sum() + counts.Other == texts.Length;
    }, iter: 100);

    [Fact]
    public void Build_TextsAsUtf8AndAsText_AreTheSame() => Texts.Sample(texts =>
    {
        var builder = new CategoryCountsBuilder();
        Array.ForEach(texts, text => builder.Add(text));
        return builder.Build().Counts.SequenceEqual(Counts(texts).Counts);
    }, iter: 50);

    [Fact]
    public void Merge_PartsInAnyOrder_CountsAsTheWhole() => Gen.Select(Few, Few, Few).Sample((a, b, c) =>
    {
        var (x, y, z) = (Counts(a), Counts(b), Counts(c));
        var whole = Counts([.. a, .. b, .. c]).Counts;
        return CategoryCounts.Merge([CategoryCounts.Merge([x, y]), z]).Counts.SequenceEqual(whole) && CategoryCounts.Merge([z, CategoryCounts.Merge([y, x])]).Counts.SequenceEqual(whole);
    }, iter: 50);

    [Fact]
    public void Build_MoreCategoriesThanAreKept_KeepsTheFrequentOnes()
    {
        var counts = Counts([.. Enumerable.Range(0, 30_000).Select(i => $"id-{i}"), .. Enumerable.Repeat("id-7", 5)]);

        Assert.Equal((CategoryCounts.Capacity, 6, 30_005), (counts.Counts.Count, counts.Counts["id-7"], counts.Counts.Values.Sum() + counts.Other));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('€')]
    public void Build_LongText_IsCountedByItsStart(char letter)
    {
        var text = new string(letter, 5000);
        var builder = new CategoryCountsBuilder();

        builder.Add(Encoding.UTF8.GetBytes(text + "y"));
        builder.Add(text);

        var (category, count) = Assert.Single(builder.Build().Counts);
        Assert.Equal((true, 2), (category.Length <= CategoryCountsBuilder.LongestCategory, count));
    }

    private static CategoryCounts Counts(string[] texts)
    {
        var builder = new CategoryCountsBuilder();
        foreach (var text in texts)
        {
            builder.Add(Encoding.UTF8.GetBytes(text));
        }

        return builder.Build();
    }
}
