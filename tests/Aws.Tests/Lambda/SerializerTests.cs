using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Aws.Tests.Lambda;

public sealed class SerializerTests
{
    public static TheoryData<ILambdaSerializer> Serializers => [new SourceGeneratorLambdaJsonSerializer<EventJson>(), new DefaultLambdaJsonSerializer()];

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Serialize_ANull_IsLeftOut(ILambdaSerializer serializer) =>
        Assert.Equal("""{"Text":"a+b"}""", Write(serializer, new Answer { Text = "a+b" }));

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Deserialize_NamesInAnyCase_AreFound(ILambdaSerializer serializer) =>
        Assert.Equal("n", Read<Question>(serializer, """{"NAME":"n"}""").Name);

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Deserialize_Garbage_ThrowsWithTheType(ILambdaSerializer serializer)
    {
        var thrown = Assert.Throws<JsonSerializerException>(() => Read<Question>(serializer, "nonsense"));

        Assert.StartsWith(
            "Error converting the Lambda event JSON payload to type Aws.Tests.Lambda.Question: ", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2023-11-14T22:13:20Z\"")]
    [InlineData("1700000000")]
    [InlineData("1700000000.0")]
    [InlineData("1700000000000")]
    public void Deserialize_TimesAsServicesWriteThem_AreRead(string time) =>
        Assert.Equal(
            DateTime.UnixEpoch.AddSeconds(1_700_000_000),
            Read<Question>(new SourceGeneratorLambdaJsonSerializer<EventJson>(), $$"""{"At":{{time}}}""").At);

    [Theory]
    [InlineData("\"AQI=\"")]
    [InlineData("[1,2]")]
    public void Deserialize_BytesAsTextOrNumbers_AreRead(string bytes) =>
        Assert.Equal([1, 2], Read<Question>(new SourceGeneratorLambdaJsonSerializer<EventJson>(), $$"""{"Bytes":{{bytes}}}""").Bytes!);

    [Fact]
    public void Serialize_BytesAndStreams_AreNumbersAndBase64()
    {
        var question = new Question { Name = "n", Bytes = [1, 2], Stream = new MemoryStream([1, 2]) };

        var json = Write(new SourceGeneratorLambdaJsonSerializer<EventJson>(), question);

        Assert.Equal("""{"Name":"n","Stream":"AQI=","Bytes":[1,2]}""", json);
    }

    [Fact]
    public void Serialize_ATypeThatTheContextLacks_ThrowsWithBothNames()
    {
        var thrown = Assert.Throws<JsonSerializerException>(() => Write(new SourceGeneratorLambdaJsonSerializer<EventJson>(), new Uri("http://x/")));

        Assert.Contains("No JsonTypeInfo registered in Aws.Tests.Lambda.EventJson for type System.Uri.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_InCamelCase_IsCamelCase() =>
        Assert.Equal("""{"text":"t"}""", Write(new CamelCaseLambdaJsonSerializer(), new Answer { Text = "t" }));

    private static string Write<T>(ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }
}
