//! Passwords in files that others can read.

use super::has_password;
use super::layers::{Layers, Source};
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
#[error(
    "{} holds a password ({key}) and everybody on this computer can read it: chmod 600 {}",
    file.display(),
    file.display()
)]
pub struct OpenSecret {
    pub file: PathBuf,
    pub key: &'static str,
}

/// Settings that may hold a password.
const SECRETS: [&str; 2] = ["smtp", "database"];

/// Refuses a settings file that holds a password and that others than its owner and group may read.
pub fn refuse_open_secret(layers: &Layers) -> Result<(), OpenSecret> {
    for key in SECRETS {
        let chosen = layers.get(key);
        if let Source::File(file) = chosen.source
            && has_password(&chosen.text)
            && is_open_to_others(&file)
        {
            return Err(OpenSecret { file, key });
        }
    }
    Ok(())
}

/// Whether people who neither own the file nor are in its group may read or write it.
pub fn is_open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o006 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{Permissions, set_permissions, write};
    use std::os::unix::fs::PermissionsExt;

    fn refused(text: &str, mode: u32) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("folkmoot.toml");
        write(&file, text).unwrap();
        set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        let layers = Layers::built_in().with_file(&file).unwrap();
        refuse_open_secret(&layers).err().map(|refused| refused.to_string())
    }

    #[test]
    fn a_password_that_everybody_can_read_is_refused_with_what_to_do() {
        let said = refused("smtp = 'smtps://us:secret@mail.example'", 0o644).unwrap();

        assert!(said.contains("chmod 600 ") && said.contains("(smtp)"), "{said}");
        assert!(!said.contains("secret"), "{said}");
        assert!(refused("database = 'postgres://us:secret@db/fm'", 0o604).is_some());
    }

    #[test]
    fn what_only_owner_and_group_read_or_holds_no_password_is_taken() {
        assert_eq!(refused("smtp = 'smtps://us:secret@mail.example'", 0o600), None);
        assert_eq!(refused("smtp = 'smtps://us:secret@mail.example'", 0o640), None);
        assert_eq!(refused("smtp = 'smtp://mail.example'\nname = 'x'", 0o644), None);
    }
}
