using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Makes a <see cref="LambdaBootstrapHandler"/> of a handler of any shape: nothing, a stream or an object in, with or
/// without the context; nothing, a stream or an object out, now or later.
/// </summary>
public class HandlerWrapper : IDisposable
{
    private HandlerWrapper(LambdaBootstrapHandler handler, ILambdaSerializer serializer)
    {
        Handler = handler;
        Serializer = serializer;
    }

    public LambdaBootstrapHandler Handler { get; private set; }

    /// <summary>Null for a handler that takes and answers streams only.</summary>
    internal ILambdaSerializer Serializer { get; }

    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext, MemoryStream> invokeDelegate) => new(
        i =>
        {
            var output = new MemoryStream();
            invokeDelegate(i.InputStream, i.LambdaContext, output);
            output.Position = 0;
            return Task.FromResult(new InvocationResponse(output));
        },
        null);

    public static HandlerWrapper GetHandlerWrapper(Action handler) =>
        new(i => Task.FromResult(Nothing(() => handler())), null);

    public static HandlerWrapper GetHandlerWrapper(Action<Stream> handler) =>
        new(i => Task.FromResult(Nothing(() => handler(i.InputStream))), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Nothing(() => handler(Read<TInput>(serializer, i)))), serializer);

    public static HandlerWrapper GetHandlerWrapper(Action<ILambdaContext> handler) =>
        new(i => Task.FromResult(Nothing(() => handler(i.LambdaContext))), null);

    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext> handler) =>
        new(i => Task.FromResult(Nothing(() => handler(i.InputStream, i.LambdaContext))), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Nothing(() => handler(Read<TInput>(serializer, i), i.LambdaContext))), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<Task> handler) =>
        new(async i => await NothingAsync(handler()), null);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task> handler) =>
        new(async i => await NothingAsync(handler(i.InputStream)), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        new(async i => await NothingAsync(handler(Read<TInput>(serializer, i))), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task> handler) =>
        new(async i => await NothingAsync(handler(i.LambdaContext)), null);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task> handler) =>
        new(async i => await NothingAsync(handler(i.InputStream, i.LambdaContext)), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        new(async i => await NothingAsync(handler(Read<TInput>(serializer, i), i.LambdaContext)), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream> handler) =>
        new(i => Task.FromResult(new InvocationResponse(handler())), null);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Stream> handler) =>
        new(i => Task.FromResult(new InvocationResponse(handler(i.InputStream))), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Stream> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(new InvocationResponse(handler(Read<TInput>(serializer, i)))), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Stream> handler) =>
        new(i => Task.FromResult(new InvocationResponse(handler(i.LambdaContext))), null);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Stream> handler) =>
        new(i => Task.FromResult(new InvocationResponse(handler(i.InputStream, i.LambdaContext))), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Stream> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(new InvocationResponse(handler(Read<TInput>(serializer, i), i.LambdaContext))), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<Task<Stream>> handler) =>
        new(async i => new InvocationResponse(await handler()), null);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task<Stream>> handler) =>
        new(async i => new InvocationResponse(await handler(i.InputStream)), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task<Stream>> handler, ILambdaSerializer serializer) =>
        new(async i => new InvocationResponse(await handler(Read<TInput>(serializer, i))), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task<Stream>> handler) =>
        new(async i => new InvocationResponse(await handler(i.LambdaContext)), null);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async i => new InvocationResponse(await handler(i.InputStream, i.LambdaContext)), null);

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer) =>
        new(async i => new InvocationResponse(await handler(Read<TInput>(serializer, i), i.LambdaContext)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<TOutput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Result(serializer, handler())), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, TOutput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Result(serializer, handler(i.InputStream))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Result(serializer, handler(Read<TInput>(serializer, i)))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Result(serializer, handler(i.LambdaContext))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Result(serializer, handler(i.InputStream, i.LambdaContext))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        new(i => Task.FromResult(Result(serializer, handler(Read<TInput>(serializer, i), i.LambdaContext))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async i => Result(serializer, await handler()), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async i => Result(serializer, await handler(i.InputStream)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async i => Result(serializer, await handler(Read<TInput>(serializer, i))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async i => Result(serializer, await handler(i.LambdaContext)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async i => Result(serializer, await handler(i.InputStream, i.LambdaContext)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async i => Result(serializer, await handler(Read<TInput>(serializer, i), i.LambdaContext)), serializer);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static T Read<T>(ILambdaSerializer serializer, InvocationRequest invocation) =>
        serializer.Deserialize<T>(invocation.InputStream);

    private static InvocationResponse Result<T>(ILambdaSerializer serializer, T result)
    {
        var output = new MemoryStream();
        serializer.Serialize(result, output);
        output.Position = 0;
        return new InvocationResponse(output);
    }

    private static InvocationResponse Nothing(Action handler)
    {
        handler();
        return new InvocationResponse(new MemoryStream());
    }

    private static async Task<InvocationResponse> NothingAsync(Task handling)
    {
        await handling;
        return new InvocationResponse(new MemoryStream());
    }
}
