using System.Text.Json.Nodes;
using LocalCloud.Models;
using LocalCloud.Protocol;

namespace LocalCloud.Tests.Models;

public sealed class ServiceModelTests
{
    [Fact]
    public void Patterns_OfTheModels_AreAllChecked()
    {
        var patterns = ServiceModel.Names.SelectMany(name => ServiceModel.Find(name)!.Shapes.Values.OfType<StringShape>())
            .Where(shape => shape.Pattern is not null).ToList();

        // A pattern that .NET cannot read would have to be listed here: it is skipped in silence.
        Assert.True(patterns.Count > 100);
        Assert.Empty(patterns.Where(shape => shape.Matcher is null).Select(shape => shape.Name));
    }

    [Fact]
    public void JavaPattern_ThatDotNetCannotRead_IsNull() => Assert.Null(JavaPattern.Compile(@"\p{javaLowerCase}"));

    [Fact]
    public void References_OfEveryShape_AreThere() => Assert.All(ServiceModel.Names, name =>
    {
        var model = ServiceModel.Find(name)!;
        Assert.All(model.Shapes.Values.SelectMany(Members), member => Assert.NotNull(member.Shape));
        Assert.All(model.Operations.Values.SelectMany(operation => operation.Errors), error => Assert.NotNull(((StructureShape)model.Shapes[error]).Error));
    });

    [Fact]
    public void Routes_OfTheServices_AreTheModels() => Assert.All(ServiceModel.Names.Where(name => name != "s3"), name =>
    {
        var metadata = ServiceModel.Find(name)!.Metadata;
        Assert.Contains(new ServiceRoute(name, metadata.SigningName, metadata.TargetPrefix), ServiceRoute.All);
    });

    [Theory]
    [InlineData(@"[\p{Alnum}\-]+", "a-1", true)]
    [InlineData(@"\p{ASCII}*", "é", false)]
    [InlineData(@"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*", "a😀", true)]
    [InlineData("[a-z]+", "ab1", false)]
    public void JavaPattern_MatchesTheWholeValue(string pattern, string value, bool matches) =>
        Assert.Equal(matches, JavaPattern.Compile(pattern)!.IsMatch(value));

    [Fact]
    public void Find_OfAnUnknownService_IsNull() => Assert.Null(ServiceModel.Find("dynamodb"));

    [Fact]
    public void Timestamps_OnTheWire_KeepMilliseconds()
    {
        Assert.True(Timestamps.TryParse("2026-01-02T03:04:05.678Z", out var time));

        Assert.Equal(time, Timestamps.FromEpochSeconds(Timestamps.EpochSeconds(time)));
        Assert.Equal("2026-01-02T03:04:05.678Z", Timestamps.Iso(time));
    }

    private static IEnumerable<ShapeMember> Members(Shape shape) => shape switch
    {
        StructureShape structure => structure.Members.Values,
        ListShape list => [list.Element],
        MapShape map => [map.Key, map.Value],
        _ => [],
    };
}
