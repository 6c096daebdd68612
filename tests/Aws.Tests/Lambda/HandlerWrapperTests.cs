using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.TestUtilities;

namespace Aws.Tests.Lambda;

public sealed class HandlerWrapperTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<EventJson> Serializer = new();

    public static TheoryData<string, HandlerWrapper, string> Shapes => new()
    {
        { "stream out of nothing", HandlerWrapper.GetHandlerWrapper(() => Text("x")), "x" },
        { "stream in and out", HandlerWrapper.GetHandlerWrapper((Stream s) => s), """{"Name":"n"}""" },
        { "stream later", HandlerWrapper.GetHandlerWrapper((Stream s, ILambdaContext c) => Task.FromResult(s)), """{"Name":"n"}""" },
        { "object in, stream out", HandlerWrapper.GetHandlerWrapper((Question q) => Text(q.Name), Serializer), "n" },
        { "object in, nothing out", HandlerWrapper.GetHandlerWrapper((Question q) => { }, Serializer), "" },
        { "nothing later", HandlerWrapper.GetHandlerWrapper((Question q, ILambdaContext c) => Task.CompletedTask, Serializer), "" },
        { "context in, object out", HandlerWrapper.GetHandlerWrapper((ILambdaContext c) => new Answer { Text = c.AwsRequestId }, Serializer), """{"Text":"id"}""" },
        { "object in and out", HandlerWrapper.GetHandlerWrapper((Question q) => new Answer { Text = q.Name }, Serializer), """{"Text":"n"}""" },
        {
            "object in and out later, with context",
            HandlerWrapper.GetHandlerWrapper((Question q, ILambdaContext c) => Task.FromResult(new Answer { Text = q.Name + c.AwsRequestId }), Serializer),
            """{"Text":"nid"}"""
        },
        {
            "output stream given",
            HandlerWrapper.GetHandlerWrapper((Stream s, ILambdaContext c, MemoryStream o) => o.Write("out"u8)),
            "out"
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Handler_OfAnyShape_AnswersFromTheStreamsStart(string shape, HandlerWrapper wrapper, string expected)
    {
        using var invocation = new InvocationRequest
        {
            InputStream = Text("""{"Name":"n"}"""),
            LambdaContext = new TestLambdaContext { AwsRequestId = "id" },
        };

        var response = await wrapper.Handler(invocation);

        using var reader = new StreamReader(response.OutputStream);
        Assert.Equal((shape, expected), (shape, await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }

#pragma warning disable CA1859 // handlers are declared to answer a Stream: its own type would choose another overload
    private static Stream Text(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));
}
