from django.db import models


class SolvedChallenge(models.Model):
    """A used proof of work, so that none counts twice."""

    challenge = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.challenge
