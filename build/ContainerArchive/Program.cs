using ContainerArchive;

if (args is not [var folder, var output])
{
    Console.Error.WriteLine("Usage: ContainerArchive PUBLISHED_FOLDER OUTPUT.tar");
    return 2;
}

try
{
    var digest = AlgorithmImage.Write(folder, output);
    Console.WriteLine($"{output} {digest}");
    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidOperationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
