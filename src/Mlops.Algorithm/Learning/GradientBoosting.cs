using Mlops.Algorithm.Native;

namespace Mlops.Algorithm.Learning;

/// <summary>What training gives: the model in LightGBM's text form and how many iterations of it are kept.</summary>
internal sealed record TrainedModel(byte[] Text, int Iterations);

/// <summary>Trains gradient-boosted trees, deterministic to the byte, and keeps the iteration with the least validation loss.</summary>
internal sealed unsafe class GradientBoosting(TrainingParameters parameters)
{
    public TrainedModel Train(FeatureMatrix train, FeatureMatrix validation, FeatureLayout layout, CancellationToken cancellationToken)
    {
        var text = parameters.ToLightGbm(layout.CategoricalFeatures);
        using var trainSet = TrainingDataset.Create(train, layout.FeatureNames, text, reference: null);
        using var validationSet = TrainingDataset.Create(validation, layout.FeatureNames, text, trainSet);
        LightGbmException.ThrowIfFailed(LightGbmApi.BoosterCreate(trainSet.Handle, text, out var created));
        using var booster = new BoosterHandle(created);
        LightGbmException.ThrowIfFailed(LightGbmApi.BoosterAddValidData(booster, validationSet.Handle));
        var best = Boost(booster, cancellationToken);
        return new TrainedModel(Save(booster, best), best);
    }

    private int Boost(BoosterHandle booster, CancellationToken cancellationToken)
    {
        var (best, bestLoss) = (0, double.PositiveInfinity);
        for (var iteration = 1; iteration <= parameters.Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterUpdateOneIter(booster, out var finished));
            var loss = parameters.HigherIsBetter ? -ValidationMetric(booster) : ValidationMetric(booster);
            if (loss < bestLoss)
            {
                (best, bestLoss) = (iteration, loss);
            }

            if (finished != 0 || (parameters.EarlyStopping > 0 && iteration - best >= parameters.EarlyStopping))
            {
                break;
            }
        }

        return Math.Max(best, 1);
    }

    private static double ValidationMetric(BoosterHandle booster)
    {
        const int FirstValidation = 1;
        LightGbmException.ThrowIfFailed(LightGbmApi.BoosterGetEvalCounts(booster, out var count));
        var losses = new double[count];
        fixed (double* results = losses)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterGetEval(booster, FirstValidation, out _, results));
        }

        return losses[0];
    }

    private static byte[] Save(BoosterHandle booster, int iterations)
    {
        var buffer = new byte[1 << 20];
        var length = Write(booster, iterations, buffer);
        if (length > buffer.Length)
        {
            buffer = new byte[length];
            length = Write(booster, iterations, buffer);
        }

        // The length counts the terminating zero.
        return buffer[..(checked((int)length) - 1)];
    }

    private static long Write(BoosterHandle booster, int iterations, byte[] buffer)
    {
        fixed (byte* text = buffer)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterSaveModelToString(
                booster, startIteration: 0, iterations, importanceType: 0, buffer.Length, out var length, text));
            return length;
        }
    }
}
