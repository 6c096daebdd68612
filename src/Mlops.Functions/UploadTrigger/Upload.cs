namespace Mlops.Functions.UploadTrigger;

/// <summary>An object that S3 told of: its decoded key, when the event happened, and whether it says that an object was created.</summary>
internal sealed record Upload(string Key, DateTimeOffset Time, bool IsCreation);
