//! The key by which this site says to providers that it is itself, in a file outside the database; it seals their secrets as well.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{CoreJsonWebKeySet, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{EncodeRsaPrivateKey, LineEnding};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Size of the key. (sources.md#assurance)
const BITS: usize = 3072;
/// Only the program's own user reads and writes it.
const MODE: u32 = 0o600;

/// Where the key is, or will be: it is made when it is first asked for.
#[derive(Debug)]
pub struct SignInKey {
    path: PathBuf,
    read: Mutex<Option<Key>>,
}

/// The key itself.
#[derive(Clone)]
pub struct Key {
    pem: String,
    kid: String,
}

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the key for sign-in at {path} cannot be read or written")]
    File { path: PathBuf, source: io::Error },
    #[error("others can read the key for sign-in: chmod 600 {0}")]
    Open(PathBuf),
    #[error("the key for sign-in at {0} is damaged. Put the copy back that you keep elsewhere")]
    Damaged(PathBuf),
    #[error("no key could be made")]
    NotMade,
    #[error("this was sealed with another key than the one at {0}")]
    Sealed(PathBuf),
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.kid)
    }
}

impl SignInKey {
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), read: Mutex::new(None) }
    }

    /// The key, made where there is none yet: that takes seconds, so ask on a thread of its own.
    pub fn key(&self) -> Result<Key, KeyError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = &*read {
            return Ok(key.clone());
        }
        let key = self.on_disk()?;
        *read = Some(key.clone());
        Ok(key)
    }

    fn on_disk(&self) -> Result<Key, KeyError> {
        let failed = |source| KeyError::File { path: self.path.clone(), source };
        let pem = match std::fs::read_to_string(&self.path) {
            Ok(pem) => {
                let mode = std::fs::metadata(&self.path).map_err(failed)?.permissions().mode();
                if mode & 0o077 != 0 {
                    return Err(KeyError::Open(self.path.clone()));
                }
                pem
            }
            Err(none) if none.kind() == io::ErrorKind::NotFound => {
                let pem = fresh()?;
                save(&self.path, &pem).map_err(failed)?;
                pem
            }
            Err(source) => return Err(failed(source)),
        };
        Key::of(pem).ok_or_else(|| KeyError::Damaged(self.path.clone()))
    }

    /// A secret as the database may hold it.
    pub fn seal(&self, secret: &str) -> Result<String, KeyError> {
        self.key()?.seal(secret).ok_or(KeyError::NotMade)
    }

    /// What was sealed.
    pub fn opened(&self, sealed: &str) -> Result<String, KeyError> {
        self.key()?.opened(sealed).ok_or_else(|| KeyError::Sealed(self.path.clone()))
    }
}

impl Key {
    fn of(pem: String) -> Option<Self> {
        let key = CoreRsaPrivateSigningKey::from_pem(&pem, None).ok()?;
        let public = serde_json::to_vec(&key.as_verification_key()).ok()?;
        let kid = URL_SAFE_NO_PAD.encode(&Sha256::digest(public)[..12]);
        Some(Self { pem, kid })
    }

    pub fn kid(&self) -> &str {
        &self.kid
    }

    pub fn signing(&self) -> Result<CoreRsaPrivateSigningKey, KeyError> {
        CoreRsaPrivateSigningKey::from_pem(&self.pem, Some(JsonWebKeyId::new(self.kid.clone())))
            .map_err(|_| KeyError::NotMade)
    }

    /// Its public half, for providers.
    pub fn public(&self) -> Result<CoreJsonWebKeySet, KeyError> {
        Ok(CoreJsonWebKeySet::new(vec![self.signing()?.as_verification_key()]))
    }

    fn aead(&self) -> Option<LessSafeKey> {
        let bytes = Sha256::digest(format!("folkmoot seals secrets of providers\n{}", self.pem));
        Some(LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &bytes).ok()?))
    }

    fn seal(&self, secret: &str) -> Option<String> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).ok()?;
        let mut inside = secret.as_bytes().to_vec();
        self.aead()?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut inside).ok()?;
        Some(STANDARD.encode([nonce.as_slice(), &inside].concat()))
    }

    fn opened(&self, sealed: &str) -> Option<String> {
        let bytes = STANDARD.decode(sealed).ok()?;
        let (nonce, inside) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut inside = inside.to_vec();
        let secret = self.aead()?.open_in_place(nonce, Aad::empty(), &mut inside).ok()?;
        String::from_utf8(secret.to_vec()).ok()
    }
}

fn fresh() -> Result<String, KeyError> {
    let key = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, BITS).map_err(|_| KeyError::NotMade)?;
    Ok(key.to_pkcs1_pem(LineEnding::LF).map_err(|_| KeyError::NotMade)?.to_string())
}

/// A new file: two that begin at once do not overwrite each other.
fn save(path: &Path, pem: &str) -> io::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(MODE).open(path)?;
    file.write_all(pem.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_opens_what_it_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sign-in.key");
        let sealed = SignInKey::at(&path).seal("s3cret").unwrap();

        let again = SignInKey::at(&path);

        assert_eq!(again.opened(&sealed).unwrap(), "s3cret");
        assert!(!sealed.contains("s3cret"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let public = serde_json::to_string(&again.key().unwrap().public().unwrap()).unwrap();
        assert!(public.contains(again.key().unwrap().kid()) && !public.contains("\"d\""), "{public}");

        let mut changed = STANDARD.decode(&sealed).unwrap();
        changed[20] ^= 1;
        assert!(matches!(again.opened(&STANDARD.encode(changed)), Err(KeyError::Sealed(_))));

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(SignInKey::at(&path).key(), Err(KeyError::Open(_))));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "no key").unwrap();
        assert!(matches!(SignInKey::at(&path).key(), Err(KeyError::Damaged(_))));
    }
}
